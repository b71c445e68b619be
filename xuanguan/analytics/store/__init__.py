"""Where the stars are kept. `protocol` is what questions see; `duck` keeps one DuckDB file per generation."""

from xuanguan.analytics.store.duck import DuckStore
from xuanguan.analytics.store.protocol import Generation, Node, Reader, Store

__all__ = ["DuckStore", "Generation", "Node", "Reader", "Store"]
