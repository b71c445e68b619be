"""What a process that serves pages does once, when everything is loaded."""
import gc
from importlib import import_module

# Whole collections come when this many younger ones were made (Python: 10). What a request leaves behind goes with the young.
RARE = 50


def settle() -> None:
    """Loads every page's module and takes all that is loaded out of the garbage collector's sight.

    Some 350,000 lasting objects (code, templates, dictionaries of Chinese) are otherwise looked through again and again: each
    whole collection stopped one request in twenty for 130 to 250 ms, whatever the page.
    """
    import_module("xuanguan.web.urls")
    for dictionary in ("opencc", "pypinyin"):
        import_module(dictionary)
    young, middle, _whole = gc.get_threshold()
    gc.set_threshold(young, middle, RARE)
    gc.collect()
    gc.freeze()
