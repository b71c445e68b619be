"""Units from outside: China's divisions with their history, and people's spreadsheets."""
from xuanguan.organisations.imports.divisions import COUNTRY, Loaded, load_divisions, load_towns

__all__ = ["COUNTRY", "Loaded", "load_divisions", "load_towns"]
