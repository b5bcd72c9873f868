//! What styles and locales are written in, to the model: XML, and the compact text that browsers load.

mod compiled;
mod locale;
mod style;
