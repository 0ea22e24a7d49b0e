"""Tests, a folder for each room; `world` builds small worlds to test in."""
