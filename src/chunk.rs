//! The browser program in chunks: functions whose code is fetched when it is called or foreseen.
//!
//! `cargo xtask dist` splits the linked program at these functions with `wasm_split_cli_support`:
//! what only they reach goes into files of its own, in the same memory. The loader fetches a chunk
//! before it makes a call that ends in one (`src/element/js/program.js`), so such a call never waits.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Calls a function of a chunk. Nothing where the chunk is not there: the call has asked for it then.
#[cfg_attr(not(feature = "element"), expect(dead_code, reason = "the program is in one piece natively"))]
pub(crate) fn call<T>(function: impl Future<Output = T>) -> Option<T> {
    let mut function = pin!(function);
    let mut context = Context::from_waker(Waker::noop());
    // The first poll asks the loader for the chunk, which it has; the second makes the call.
    for _ in 0..2 {
        if let Poll::Ready(value) = function.as_mut().poll(&mut context) {
            return Some(value);
        }
    }
    None
}

/// Puts a function into a chunk: `chunk! { name; fn function(argument: Type) -> Type { … } }`. It
/// gives an `Option` then: nothing where the chunk is not there. Natively it is an ordinary function.
macro_rules! chunk {
    ($chunk:ident; $(#[$note:meta])* $visible:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) -> $gives:ty $body:block) => {
        $(#[$note])*
        $visible fn $name($($argument: $type),*) -> Option<$gives> {
            #[cfg(not(feature = "element"))]
            fn $name($($argument: $type),*) -> $gives $body
            #[cfg(not(feature = "element"))]
            return Some($name($($argument),*));
            #[cfg(feature = "element")]
            {
                #[wasm_split_helpers::wasm_split($chunk)]
                fn $name($($argument: $type),*) -> $gives $body
                $crate::chunk::call($name($($argument),*))
            }
        }
    };
}

pub(crate) use chunk;
