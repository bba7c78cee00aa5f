use core::fmt;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Who answers for something: a post or a group, never a person by name.
///
/// # Format
///
/// On the wire `{"post": "clinical director"}` or `{"group": "network board"}`.
///
/// # Examples
///
/// ```
/// use pcn::plan::Owner;
///
/// let owner: Owner = serde_json::from_str(r#"{"group": "network board"}"#)?;
/// assert_eq!(owner.to_string(), "network board");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// A post.
    Post(Cow<'static, str>),
    /// A group, a board or a body.
    Group(Cow<'static, str>),
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Post(name) | Self::Group(name) => f.pad(name),
        }
    }
}
