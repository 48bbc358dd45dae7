"""What runs inside the container, on the standard library only. The host imports nothing of it but constants.

supervisor  process 1: speaks with the host, owns deadlines and pipes, runs no code of the user
worker      the zygote (libraries imported) and its forks: the process with the variables, and its checkpoints
frames      the framing of the host's channel
files       files in and out of /work
report      what the supervisor sees of its own cage
"""
