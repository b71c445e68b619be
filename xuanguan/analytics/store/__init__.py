"""Where the stars are kept. `protocol` is what questions see; `duck` keeps one DuckDB file per generation."""

from xuanguan.analytics.store.cluster import ClusterStore, Server
from xuanguan.analytics.store.duck import DuckStore
from xuanguan.analytics.store.protocol import Generation, Node, Reader, Store

__all__ = ["ClusterStore", "DuckStore", "Generation", "Node", "Reader", "Server", "Store"]
