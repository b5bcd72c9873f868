//! The custom element, browser side.
