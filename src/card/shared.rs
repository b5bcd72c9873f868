//! A shared value to something that props can hold: compared by pointer, so that Yew sees in no
//! time whether a component has to render again.

use std::ops::Deref;
use std::rc::Rc;

use yew::html::ImplicitClone;

/// A value that many hold; two are equal if they are the same one. Whoever changes it makes a new one.
pub(super) struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub(super) fn new(value: T) -> Self {
        Self(Rc::new(value))
    }

    /// Where it is: among those that are held, no other's.
    pub(super) fn place(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }
}

impl<T> From<&Rc<T>> for Shared<T> {
    fn from(value: &Rc<T>) -> Self {
        Self(Rc::clone(value))
    }
}

impl<T> From<&Shared<T>> for Rc<T> {
    fn from(value: &Shared<T>) -> Self {
        Self::clone(&value.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

/// `html!` takes it by reference.
impl<T> ImplicitClone for Shared<T> {}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
