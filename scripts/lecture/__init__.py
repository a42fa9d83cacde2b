"""What the pages measure and draw; a module is named as its page.

A function measure_<x> is an experiment, draw_<x> a figure and verdict_<x> a verdict (scripts/website/build.py).
"""
