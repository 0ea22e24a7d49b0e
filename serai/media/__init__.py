"""Media: pictures received, checked, cut and served."""
