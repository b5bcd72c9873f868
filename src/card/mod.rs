//! The card: Yew components.
