"""Serai: an open, self-hosted social network of visual notes and short videos."""
