function drawPlayer() { byId('trajectory').hidden = true; }
