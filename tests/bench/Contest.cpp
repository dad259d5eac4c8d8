#include "Contest.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iterator>
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

// `output`: where the program's words go.
pid_t start(const std::vector<std::string> &command, int output)
{
	std::vector<char *> arguments;
	for (const std::string &argument : command)
		arguments.push_back(const_cast<char *>(argument.c_str()));
	arguments.push_back(nullptr);
	const pid_t child = fork();
	if (child == 0) {
		const int nowhere = open("/dev/null", O_RDWR);
		dup2(nowhere, STDIN_FILENO);
		dup2(output, STDOUT_FILENO);
		execvp(arguments[0], arguments.data());
		_exit(127);
	}
	return child;
}

rusage untilEnded(const std::vector<std::string> &command, pid_t child)
{
	int status = 0;
	rusage usage = {};
	wait4(child, &status, 0, &usage);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		throw std::runtime_error(command.front() + " failed");
	return usage;
}

} // namespace

Cost medianOf(const std::vector<Cost> &costs)
{
	return {median(costs, &Cost::seconds), median(costs, &Cost::processor_s), median(costs, &Cost::memory_MiB)};
}

std::vector<Cost> compare(int rounds, const std::vector<std::function<Cost()>> &contestants)
{
	std::vector<std::vector<Cost>> costs(contestants.size());
	for (int round = -1; round < rounds; round++)
		for (size_t i = 0; i < contestants.size(); i++)
			if (const Cost cost = contestants[i](); round >= 0)
				costs[i].push_back(cost);
	std::vector<Cost> medians;
	std::ranges::transform(costs, std::back_inserter(medians), medianOf);
	return medians;
}

Run runFully(const std::vector<std::string> &command)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		throw std::runtime_error("no pipe");
	const auto began = std::chrono::steady_clock::now();
	const pid_t child = start(command, ends[1]);
	close(ends[1]);
	std::string output;
	char piece[256];
	for (ssize_t count = 0; (count = read(ends[0], piece, sizeof(piece))) > 0;)
		output.append(piece, static_cast<size_t>(count));
	close(ends[0]);
	const rusage usage = untilEnded(command, child);
	const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
	return {{took.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime),
		 static_cast<double>(usage.ru_maxrss) / 1024},
		output};
}

Cost run(const std::vector<std::string> &command)
{
	return runFully(command).cost;
}

bool print(const std::string &name, double ours, double theirs, const char *unit, std::optional<double> largestRatio)
{
	const double ratio = theirs > 0 ? ours / theirs : 0;
	const bool isGood = ratio <= largestRatio.value_or(ratio);
	std::printf("%-58s %9.3f %9.3f %-4s %6.2f", name.c_str(), ours, theirs, unit, ratio);
	if (largestRatio)
		std::printf("  (at most %.2f) %s", *largestRatio, isGood ? "ok" : "OVER");
	std::printf("\n");
	std::fflush(stdout);
	return isGood;
}

} // namespace DirectPost::Bench
