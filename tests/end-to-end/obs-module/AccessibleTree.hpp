#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

class QLocalSocket;

// Tells what OBS's widgets say of themselves to screen readers, of many at once: over D-Bus each fact of each widget is
// a message of its own, and these took two thirds of what the tests computed.
//
// Listens on a local socket. A question is a line, the answer another:
//   {"of": ["root", "2147483650", …], "below": 0 | 1 | 2 | 3}
// where "root" is the application, and others go by Qt's number of an accessible object, the last part of its path on
// the accessibility bus. `below`: 0 these alone, 1 their children as well, 2 all that shows below them, 3 all there is
// below them. The answer is a list of
//   [number, depth, isShowing, isEnabled, isChecked, isPressed, name, description, text or null, label or null]
// with null for an object that is gone; whatever is below an object follows it, at a greater depth. `text` is what an
// edit field holds, `label` the name of the label beside it.
class AccessibleTree : public QObject {
public:
	explicit AccessibleTree(const QString &socketName);

private:
	void listen();
	void answer(QLocalSocket &socket);

	QLocalServer server_;
};
