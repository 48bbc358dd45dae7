"""What runs inside the container, on the standard library only. The host imports nothing of it but constants.

supervisor  process 1: speaks with the host, owns deadlines and pipes, runs no code of the user
processes   what the supervisor knows of them
worker      the zygote (libraries imported) and its forks: the process with the variables, and its checkpoints
cell        one call: Python or shell
frames      the framing of the host's channel
files       files in and out of /work
report      what the supervisor sees of its own cage
"""
