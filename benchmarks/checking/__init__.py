"""How well and how fast texts are checked against the records."""
