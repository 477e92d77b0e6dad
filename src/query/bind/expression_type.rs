//! What is known of a value before execution.

use std::sync::Arc;

/// The type of an expression or variable, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the values")]
pub enum Type {
    /// Nothing is known.
    Any,
    Null,
    Boolean,
    Integer,
    Float,
    String,
    /// A list of elements of one known type.
    List(Box<Type>),
    Map,
    Node,
    Relationship,
    Path,
    /// A figure with a unit of a known dimension.
    Quantity(Arc<str>),
}

impl Type {
    /// A list of `element`.
    pub fn list(element: Self) -> Self {
        Self::List(Box::new(element))
    }

    /// The type of what is either of the two.
    pub fn join(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Null, other) | (other, Self::Null) => other,
            (Self::List(a), Self::List(b)) => Self::list(a.join(*b)),
            _ => Self::Any,
        }
    }

    /// Whether a value of this type may be of type `wanted`.
    pub fn may_be(&self, wanted: &Self) -> bool {
        match (self, wanted) {
            (Self::Any | Self::Null, _) | (_, Self::Any) => true,
            (Self::List(a), Self::List(b)) => a.may_be(b),
            (a, b) => a == b,
        }
    }

    /// Whether this is a scalar, list or map that is not an element of the graph.
    pub fn is_plain(&self) -> bool {
        match self {
            Self::Boolean | Self::Integer | Self::Float | Self::String | Self::Map | Self::Quantity(_) => {
                true
            }
            Self::List(element) => element.is_plain(),
            Self::Any | Self::Null | Self::Node | Self::Relationship | Self::Path => false,
        }
    }

    /// The type's name for messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Float => "a float",
            Self::String => "a string",
            Self::List(_) => "a list",
            Self::Map => "a map",
            Self::Node => "a node",
            Self::Relationship => "a relationship",
            Self::Path => "a path",
            Self::Quantity(_) => "a quantity",
        }
    }
}
