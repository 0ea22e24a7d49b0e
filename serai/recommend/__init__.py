"""Recommend: what somebody may like, from one log of signals."""

from serai.recommend.topics import TOPICS, Topic, canonical, topic_name

__all__ = ["TOPICS", "Topic", "canonical", "topic_name"]
