"""Times of day in Bokmål: kl. 09.00, as the Language Council writes them."""

TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"j. F Y \k\l. H.i"
