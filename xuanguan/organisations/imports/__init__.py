"""Units from outside: China's divisions with their history, and people's spreadsheets."""
from xuanguan.organisations.imports.divisions import COUNTRY, Loaded, load_divisions, load_towns
from xuanguan.organisations.imports.people import import_memberships, import_people, read_memberships, read_people
from xuanguan.organisations.imports.units import import_units, read_units

__all__ = [
    "COUNTRY", "Loaded", "import_memberships", "import_people", "import_units", "load_divisions", "load_towns", "read_memberships",
    "read_people", "read_units",
]
