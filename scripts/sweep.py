"""The same training with many seeds: in processes of this machine, or on a Dask cluster."""

from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_all_start_methods, get_context


def sweep(f, jobs, cluster=None):
    """[f(job) for job in jobs], several at a time.

    cluster is the address of a Dask scheduler, such as "tcp://10.0.0.1:8786", whose workers have nnref
    installed; without it, the processes of this machine do the work.

    >>> sweep(abs, [-1, 2, -3])
    [1, 2, 3]
    """
    with ExitStack() as stack:
        if cluster is None:
            # forked processes know the functions of a notebook, others would have to import them
            method = "fork" if "fork" in get_all_start_methods() else None
            executor = stack.enter_context(ProcessPoolExecutor(mp_context=get_context(method)))
        else:
            from distributed import Client
            executor = stack.enter_context(Client(cluster)).get_executor()
        return list(executor.map(f, jobs))
