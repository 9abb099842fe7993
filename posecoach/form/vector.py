"""Vectors in space: plain floats for a single pose, which costs a tenth of arrays, or arrays."""

from __future__ import annotations

from dataclasses import dataclass

from posecoach.metrics.geometry import Numbers, bearing, share


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """A point or a direction: `(...)` each; x picture right, y down, z away from the camera."""

    x: Numbers
    y: Numbers
    z: Numbers

    def __add__(self, other: Vector) -> Vector:
        """Sum."""
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Vector) -> Vector:
        """Difference: from `other` to this."""
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, times: Numbers) -> Vector:
        """So many times as long."""
        return Vector(self.x * times, self.y * times, self.z * times)

    def dot(self, other: Vector) -> Numbers:
        """Scalar product."""
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: Vector) -> Vector:
        """Vector product, right-handed."""
        return Vector(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    @property
    def length(self) -> Numbers:
        """Length, never negative."""
        return self.dot(self) ** 0.5

    @property
    def level(self) -> Vector:
        """Its level part: without up and down."""
        return Vector(self.x, self.y * 0.0, self.z)

    @property
    def unit(self) -> Vector:
        """The same direction of length 1; NaN without one."""
        length = self.length
        return Vector(share(self.x, length), share(self.y, length), share(self.z, length))

    @property
    def slope(self) -> Numbers:
        """Angle below level, -90..90 degrees; positive points down."""
        return bearing(self.y, self.level.length)


def middle(a: Vector, b: Vector) -> Vector:
    """The point half-way."""
    return (a + b) * 0.5


def between(a: Vector, b: Vector) -> Numbers:
    """Angle between two directions, 0..180 degrees."""
    return bearing(a.cross(b).length, a.dot(b))


def angle_at(a: Vector, b: Vector, c: Vector) -> Numbers:
    """Angle at b between b->a and b->c, 0..180 degrees."""
    return between(a - b, c - b)
