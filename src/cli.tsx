process.stdout.write('Switchback: a terminal incident console for Lync Server and Skype for Business Server.\n');
