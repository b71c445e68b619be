"""Two ClickHouse servers on this machine, for as long as the tests run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from xuanguan.analytics import FiguresAway, Server

CONFIG = """<yandex>
  <logger><level>error</level><log>{folder}/log</log><errorlog>{folder}/errors</errorlog></logger>
  <listen_host>127.0.0.1</listen_host><http_port>{http}</http_port><tcp_port>{tcp}</tcp_port><interserver_http_port>{inter}</interserver_http_port>
  <path>{folder}/data/</path><tmp_path>{folder}/tmp/</tmp_path><users_config>{folder}/users.xml</users_config>
  <default_profile>default</default_profile><default_database>default</default_database><mark_cache_size>67108864</mark_cache_size>
  <remote_servers><xuanguan>{shards}</xuanguan></remote_servers>
</yandex>"""
SHARD = "<shard><replica><host>127.0.0.1</host><port>{port}</port></replica></shard>"
USERS = """<yandex><profiles><default/></profiles><quotas><default/></quotas>
  <users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users></yandex>"""


class Servers:
    """Started one by one; each can be stopped and started again."""

    def __init__(self, folder: Path, number: int = 2) -> None:
        self.program = os.environ.get("XUANGUAN_CLICKHOUSE") or shutil.which("clickhouse-server") or shutil.which("clickhouse-server", path="/usr/sbin")
        assert self.program, "No clickhouse-server: name one in XUANGUAN_CLICKHOUSE, or run the tests with CLUSTER=0 make test"
        ports = [[free_port() for _kind in range(3)] for _server in range(number)]
        shards = "".join(SHARD.format(port=tcp) for _http, tcp, _inter in ports)
        self.folders = [folder / f"server-{at}" for at in range(number)]
        for here, (http, tcp, inter) in zip(self.folders, ports, strict=True):
            here.mkdir()
            (here / "config.xml").write_text(CONFIG.format(folder=here, http=http, tcp=tcp, inter=inter, shards=shards))
            (here / "users.xml").write_text(USERS)
        self.servers = [Server("127.0.0.1", http, timeout=20) for http, _tcp, _inter in ports]
        self.running: dict[int, subprocess.Popen] = {}
        for at in range(number):
            self.start(at)

    def start(self, at: int) -> None:
        with (self.folders[at] / "out").open("w") as out:
            self.running[at] = subprocess.Popen([str(self.program), f"--config-file={self.folders[at]}/config.xml"], stdout=out, stderr=out)
        for _attempt in range(150):
            try:
                assert self.servers[at].rows("SELECT 1 AS one") == [(1,)]
                return
            except FiguresAway:
                assert self.running[at].poll() is None, (self.folders[at] / "out").read_text()
                time.sleep(0.1)
        raise AssertionError("the server did not start in 15 s")

    def stop(self, at: int) -> None:
        process = self.running.pop(at)
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def stop_all(self) -> None:
        for at in list(self.running):
            self.stop(at)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
