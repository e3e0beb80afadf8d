//! The global allocator, which wipes every block that is freed.
//!
//! This keeps secrets out of freed memory. The TOML parser, serde_json, the HTTP client and TLS make copies
//! that only the allocator can wipe. So no type needs to wipe itself, and buffers for secrets are on the
//! heap.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;

mod dumps;

pub use dumps::{core_dumps_disabled, disable_core_dumps, restore_core_dumps};

use crate::fastpath::arena;

struct Wiping;

#[global_allocator]
static ALLOCATOR: Wiping = Wiping;

#[expect(unsafe_code, reason = "an allocator is an unsafe trait")]
// SAFETY: a block is from the arena, which never gives the same byte to two blocks, or from the system's
// allocator, which gets every call unchanged.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller follows the rules of `alloc`.
        arena::take(layout).unwrap_or_else(|| unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller follows the rules of `alloc_zeroed`; a block of the arena is zeroed.
        arena::take(layout).unwrap_or_else(|| unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block has this layout, and nothing else uses it.
        unsafe {
            block.write_bytes(0, layout.size());
            // Keeps the compiler from removing a write that is never read.
            black_box(block);
            if !arena::give_back(block, layout.size()) {
                System.dealloc(block, layout);
            }
        }
    }

    // The system's `realloc` would leave the old text behind.
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the block has this layout, `size` makes a valid one, and two blocks do not overlap.
        unsafe {
            if size < layout.size() {
                block.add(size).write_bytes(0, layout.size() - size);
                black_box(block);
            }
            if arena::resize(block, layout.size(), size) {
                return block;
            }
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                new.copy_from_nonoverlapping(block, layout.size().min(size));
                self.dealloc(block, layout);
            }
            new
        }
    }
}

/// Prefaults the pages that a call without a replay typically uses. Faulting them in one by one would take a tenth of a
/// fetch. A kernel without `MADV_POPULATE_WRITE` (Linux before 5.14) rejects the call, which does no harm.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "std has no madvise")]
pub fn prefault() {
    for (start, size) in arena::typical() {
        // SAFETY: the pages belong to the arena, and their content does not change.
        unsafe { libc::madvise(start.cast(), size, libc::MADV_POPULATE_WRITE) };
    }
}

#[cfg(not(target_os = "linux"))]
pub fn prefault() {}
