"""What each command does: asks the engine, prints what came out, and gives the exit code.

Exit: 0 fine, 1 the content has errors (nothing was published), 2 the command or the configuration is wrong.
Modules are imported where they are used, so that a command starts without those of the others.
"""
