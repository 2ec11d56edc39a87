"""One short coroutine per thing that people do."""
