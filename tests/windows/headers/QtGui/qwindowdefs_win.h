// Stands in for the header of Qt that Debian does not package: those handles of Windows that Qt's other headers name.
#pragma once

struct HBITMAP__;
struct HGLRC__;
struct HICON__;
struct HMONITOR__;
struct HRGN__;
struct HWND__;
typedef HBITMAP__ *HBITMAP;
typedef HGLRC__ *HGLRC;
typedef HICON__ *HICON;
typedef HMONITOR__ *HMONITOR;
typedef HRGN__ *HRGN;
typedef HWND__ *HWND;
