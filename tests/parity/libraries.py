"""PyTorch, JAX and Keras on JAX, for the tests that compare with all three; without one of them these are skipped."""

import os
import warnings

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make parity")
jax = pytest.importorskip("jax", reason="JAX is not installed: make parity")
os.environ["KERAS_BACKEND"] = "jax"
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Keras's dependencies
    keras = pytest.importorskip("keras", reason="Keras is not installed: make parity")
