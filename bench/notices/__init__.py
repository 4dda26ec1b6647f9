"""The public side on a million notices: searched, read, published beside readers."""
