"""Arrive: archives in, everything out and in again."""
