"""Words of the shipped data that faces show, listed so that the message extractor finds them.

Tables in TOML cannot mark their words for translation; these lists do it for them. A test holds them equal
to the data (tests/architecture/test_translations.py).
"""
