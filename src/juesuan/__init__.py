"""juesuan (决算): the final accounts of public bodies, from the year's book to the forms."""

__version__ = "0.1.0"
