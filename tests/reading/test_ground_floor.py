"""The reader stands on the ground floor."""

import subprocess
import sys

SCRIPT = """
import sys
from xuanguan.reading import read
read("6月3日，县司法局举办讲座3场。", date="2024-06-30")
print(sorted(name for name in sys.modules if name.split(".")[0] in {"django", "duckdb", "requests", "urllib3"}))
"""


def test_the_reader_needs_no_django_and_no_network():
    out = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"
