//! What can go wrong while values are computed.

/// An operation on values that has no result. The caller knows the place and openCypher's class.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ValueError {
    /// Which kind.
    pub kind: ValueErrorKind,
    /// For people: lower case, no full stop.
    pub message: String,
}

/// Kinds of [`ValueError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueErrorKind {
    /// An integer or a temporal value would leave its range.
    Overflow,
    /// An integer is divided by zero.
    DivisionByZero,
    /// The operation is not defined for these types.
    Type,
    /// A text or a number does not name a value: `date('x')`, month 13.
    Invalid,
}

impl ValueError {
    /// A result out of range.
    pub fn overflow(message: impl Into<String>) -> Self {
        Self { kind: ValueErrorKind::Overflow, message: message.into() }
    }

    /// An operation on types it is not made for.
    pub fn wrong_type(message: impl Into<String>) -> Self {
        Self { kind: ValueErrorKind::Type, message: message.into() }
    }

    /// A text or a component that names no value.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self { kind: ValueErrorKind::Invalid, message: message.into() }
    }

    /// An integer divided by zero.
    pub fn division_by_zero() -> Self {
        Self { kind: ValueErrorKind::DivisionByZero, message: "an integer is divided by zero".into() }
    }
}
