//! The second browser module: the formats that few pages need.
