"""What all tests share."""


def pytest_make_parametrize_id(config, val, argname):
    """Bytes and long texts make unreadable names, and names that differ between workers where a zip carries its time."""
    if isinstance(val, bytes | bytearray):
        return f"{len(val)}-bytes" if len(val) < 40 else argname
    if isinstance(val, str) and len(val) > 60:
        return f"{val[:40]}…"
    return None
