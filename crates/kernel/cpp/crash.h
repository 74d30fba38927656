// Memory faults inside OpenCASCADE, as errors.
//
// Its STEP reader follows references that a damaged file left null, and nothing short of the processor notices.
// While a call of the shim runs, a fault on its thread jumps back to where the call began. What the call held is
// lost (memory, no locks: those are taken on the Rust side); the rest of the process is as it was. Faults
// of other threads and outside the shim go where they went before.
#pragma once

#if defined(__unix__) || defined(__APPLE__)
#define RESOLID_CATCHES_FAULTS 1
#include <csetjmp>
#endif

namespace resolid {

// Installs the handlers, once per process.
void catch_faults();

#ifdef RESOLID_CATCHES_FAULTS
// Where this thread jumps on a fault; null outside the shim.
sigjmp_buf *&landing();
#endif

} // namespace resolid
