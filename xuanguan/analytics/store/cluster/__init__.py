"""The store on a cluster of ClickHouse servers: the same stars, the same SQL, more machines."""

from xuanguan.analytics.store.cluster.server import Server
from xuanguan.analytics.store.cluster.store import ClusterStore

__all__ = ["ClusterStore", "Server"]
