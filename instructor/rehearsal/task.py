"""What the driver is asked to play."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """What to play: so many seats for so long. `think`: mean seconds between two requests of a seat."""

    urls: tuple[str, ...]
    """Of every node of the hall. Each request of a bot goes to the next of them: none may know more than another."""
    trainees: int
    seconds: float
    think: float
    boards: int
    clock_speed: float
    clock_origin: float
    staff: str = "pelatih"
    servers: tuple[int, ...] = ()
    """The pids of the nodes' parent processes; none: what they take of the machine is not measured."""
    patient: bool = False
    """Whether bots wait for a server that takes no connection, as under chaos; otherwise that is an error."""
