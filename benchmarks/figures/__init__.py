"""Figures at 0.1, 1 and 10 million activities, beside what somebody would write by hand, as ratios in one run."""
