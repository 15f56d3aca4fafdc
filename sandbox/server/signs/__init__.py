"""What a server tells of itself while it runs.

beat.py      a gap in the sign of life, or a clock that jumps, is a pause of the hall
logs.py      where it is written what happened
metrics.py   /metrics for Prometheus
"""
