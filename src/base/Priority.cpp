#include <base/Priority.hpp>

#if defined(_WIN32)
#include <windows.h>
#elif defined(__APPLE__)
#include <pthread/qos.h>
#elif defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace DirectPost {

// Where the system refuses, the work is done at normal priority.
void yieldToOthers()
{
#if defined(_WIN32)
	SetThreadPriority(GetCurrentThread(), THREAD_MODE_BACKGROUND_BEGIN);
#elif defined(__APPLE__)
	pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0);
#elif defined(__linux__)
	// Linux takes a thread's id where POSIX speaks of processes.
	constexpr int kNice = 10;
	constexpr int kOfThread = 1;                     // IOPRIO_WHO_PROCESS
	constexpr int kBestEffortLowest = (2 << 13) | 7; // IOPRIO_CLASS_BE, lowest of its eight levels
	setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice);
	syscall(SYS_ioprio_set, kOfThread, 0, kBestEffortLowest);
#endif
}

} // namespace DirectPost
