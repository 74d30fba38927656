#include "resolid-kernel/cpp/crash.h"

#include <mutex>

#ifdef RESOLID_CATCHES_FAULTS
#include <csignal>
#include <iterator>
#endif

namespace resolid {

#ifdef RESOLID_CATCHES_FAULTS

namespace {

thread_local sigjmp_buf *jump = nullptr;

constexpr int caught[] = {SIGSEGV, SIGBUS, SIGFPE};
struct sigaction before[std::size(caught)];

void handler(int signal, siginfo_t *info, void *context) {
  if (sigjmp_buf *target = jump) {
    jump = nullptr;
    siglongjmp(*target, signal);
  }
  for (std::size_t i = 0; i < std::size(caught); ++i) {
    if (caught[i] != signal) {
      continue;
    }
    if (before[i].sa_flags & SA_SIGINFO) {
      before[i].sa_sigaction(signal, info, context);
    } else if (before[i].sa_handler != SIG_DFL && before[i].sa_handler != SIG_IGN) {
      before[i].sa_handler(signal);
    } else {
      // The instruction runs again under the earlier setting and faults as it would have.
      sigaction(signal, &before[i], nullptr);
    }
  }
}

} // namespace

sigjmp_buf *&landing() { return jump; }

void catch_faults() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction action = {};
    action.sa_sigaction = handler;
    // On the alternative stack, which Rust gives its threads, so that an overflown stack is survived too.
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < std::size(caught); ++i) {
      sigaction(caught[i], &action, &before[i]);
    }
  });
}

#else

void catch_faults() {}

#endif

} // namespace resolid
