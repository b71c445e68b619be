"""Measurements, printed beside limits. They judge nothing: a slow machine fails no test.

    make bench                         everything, in less than ten minutes
    python -m benchmarks pages         one of them; what stands behind the name goes to it
    python -m benchmarks pages --postgres
"""
