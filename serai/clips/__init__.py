"""Videos received, checked, made ready for any screen, and served."""
