//! Transformations of the plane, as PDF writes them.

/// `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub [f32; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    /// A shift.
    pub(super) fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This transformation, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// Where it takes the origin.
    pub(super) fn origin(self) -> (f32, f32) {
        (self.0[4], self.0[5])
    }

    /// How far it stretches what stands upright.
    pub(super) fn height(self) -> f32 {
        self.0[2].hypot(self.0[3])
    }

    /// Which way it turns a line of text, in quarters of a turn to the left.
    pub(super) fn quarter(self) -> u8 {
        match (self.0[0], self.0[1]) {
            (a, b) if a.abs() >= b.abs() => {
                if a >= 0.0 {
                    0
                } else {
                    2
                }
            }
            (_, b) => {
                if b > 0.0 {
                    1
                } else {
                    3
                }
            }
        }
    }
}
