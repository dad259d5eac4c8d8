#include "Contest.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace DirectPost::Bench {

namespace {

double median(std::vector<double> values)
{
	std::ranges::sort(values);
	const size_t middle = values.size() / 2;
	return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double median(const std::vector<Cost> &costs, double Cost::*figure)
{
	std::vector<double> values;
	for (const Cost &cost : costs)
		values.push_back(cost.*figure);
	return median(values);
}

double seconds(const timeval &time)
{
	return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

} // namespace

Cost medianOf(const std::vector<Cost> &costs)
{
	return {median(costs, &Cost::seconds), median(costs, &Cost::processor_s), median(costs, &Cost::memory_MiB)};
}

Contest compare(const std::string &name, int rounds, const std::function<Cost()> &ours,
		const std::function<Cost()> &theirs)
{
	ours();
	theirs();
	std::vector<Cost> our;
	std::vector<Cost> their;
	for (int round = 0; round < rounds; round++) {
		our.push_back(ours());
		their.push_back(theirs());
	}
	return {name, medianOf(our), medianOf(their)};
}

Cost run(const std::vector<std::string> &command)
{
	std::vector<char *> arguments;
	for (const std::string &argument : command)
		arguments.push_back(const_cast<char *>(argument.c_str()));
	arguments.push_back(nullptr);

	const auto began = std::chrono::steady_clock::now();
	const pid_t child = fork();
	if (child == 0) {
		const int nowhere = open("/dev/null", O_RDWR);
		dup2(nowhere, STDIN_FILENO);
		dup2(nowhere, STDOUT_FILENO);
		execvp(arguments[0], arguments.data());
		_exit(127);
	}
	int status = 0;
	rusage usage = {};
	wait4(child, &status, 0, &usage);
	const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		throw std::runtime_error(command.front() + " failed");
	return {took.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime),
		static_cast<double>(usage.ru_maxrss) / 1024};
}

bool print(const std::string &name, double ours, double theirs, const char *unit, double largestRatio)
{
	const double ratio = theirs > 0 ? ours / theirs : 0;
	const bool isGood = ratio <= largestRatio;
	std::printf("%-58s %9.3f %9.3f %-4s %6.2f  (at most %.2f) %s\n", name.c_str(), ours, theirs, unit, ratio,
		    largestRatio, isGood ? "ok" : "OVER");
	std::fflush(stdout);
	return isGood;
}

} // namespace DirectPost::Bench
