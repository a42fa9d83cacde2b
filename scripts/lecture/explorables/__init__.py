"""Figures that move. A module is named as its picture in docs/assets/js/explorables/; its `explore` gives what that
draws, all of it computed with nnref. Its parameters name the measurements that it shows; `record` means one for each
activation function.
"""
