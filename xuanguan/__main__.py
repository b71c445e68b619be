"""`python -m xuanguan` is `xuanguan`."""
import sys

from xuanguan.cli.main import main

sys.exit(main())
