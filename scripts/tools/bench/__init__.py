"""What `make bench` measures: accuracy and speed of nnref, alone and beside its peers."""
